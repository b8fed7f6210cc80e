fn main() {
    println!("Hello from Rust on {}!", std::env::consts::OS);
}
