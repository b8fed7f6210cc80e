Console.WriteLine($"Rust computed 40 + 2 = {Native.Add(40, 2)}");
