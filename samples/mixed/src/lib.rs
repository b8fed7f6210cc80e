//! What the C# program calls: plain C functions on plain types.

use std::num::Wrapping;

/// Adds two numbers. A sum that is too large wraps around: a panic must not cross into C#.
#[no_mangle]
pub extern "C" fn native_add(a: i32, b: i32) -> i32 {
    add(Wrapping(a), Wrapping(b)).0
}

fn add(a: Wrapping<i32>, b: Wrapping<i32>) -> Wrapping<i32> {
    a + b
}

#[cfg(test)]
mod tests {
    use super::native_add;

    #[test]
    fn numbers_are_added() {
        assert_eq!(native_add(40, 2), 42);
        assert_eq!(native_add(i32::MAX, 1), i32::MIN);
    }
}
