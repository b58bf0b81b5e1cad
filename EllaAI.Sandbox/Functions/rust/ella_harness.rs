#![allow(dead_code)]

/// Reads the arguments, calls the candidate's function once, prints its result as JSON.
mod ella {
    use std::collections::HashMap;
    use std::fs::File;
    use std::hash::BuildHasher;
    use std::io::{Read, Write};
    use std::os::unix::io::FromRawFd;

    extern "C" {
        fn dup(fd: i32) -> i32;
        fn dup2(from: i32, to: i32) -> i32;
    }

    /// The answer has a descriptor of its own; what the candidate prints goes to standard error.
    pub fn take_output() -> File {
        unsafe {
            let answer = dup(1);
            assert!(answer >= 0 && dup2(2, 1) == 1);
            File::from_raw_fd(answer)
        }
    }

    pub struct Input {
        bytes: Vec<u8>,
        at: usize,
    }

    impl Input {
        pub fn new() -> Input {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).expect("standard input");
            Input { bytes, at: 0 }
        }

        fn word(&mut self) -> &str {
            let from = self.at;
            let length = self.bytes[from..].iter().position(|&b| b == b' ').expect("a space");
            self.at += length + 1;
            std::str::from_utf8(&self.bytes[from..from + length]).expect("text")
        }

        fn count(&mut self) -> usize {
            self.word().parse().expect("a count")
        }
    }

    pub trait Value: Sized {
        fn read(input: &mut Input) -> Self;
        fn write(&self, text: &mut String);
    }

    macro_rules! integer {
        ($type:ty) => {
            impl Value for $type {
                fn read(input: &mut Input) -> $type {
                    input.word().parse().expect("an integer")
                }
                fn write(&self, text: &mut String) {
                    text.push_str(&self.to_string());
                }
            }
        };
    }
    integer!(i32);
    integer!(i64);

    impl Value for f64 {
        fn read(input: &mut Input) -> f64 {
            input.word().parse().expect("a number")
        }
        fn write(&self, text: &mut String) {
            match self {
                x if x.is_nan() => text.push_str("\"NaN\""),
                x if x.is_infinite() => text.push_str(if *x > 0.0 { "\"Infinity\"" } else { "\"-Infinity\"" }),
                x => text.push_str(&format!("{:?}", x)),
            }
        }
    }

    impl Value for bool {
        fn read(input: &mut Input) -> bool {
            input.word() == "1"
        }
        fn write(&self, text: &mut String) {
            text.push_str(if *self { "true" } else { "false" });
        }
    }

    impl Value for String {
        fn read(input: &mut Input) -> String {
            let length = input.count();
            let from = input.at;
            input.at += length + 1;
            String::from_utf8(input.bytes[from..from + length].to_vec()).expect("text")
        }
        fn write(&self, text: &mut String) {
            text.push('"');
            for c in self.chars() {
                match c {
                    '"' | '\\' => {
                        text.push('\\');
                        text.push(c);
                    }
                    c if c < ' ' => text.push_str(&format!("\\u{:04x}", c as u32)),
                    c => text.push(c),
                }
            }
            text.push('"');
        }
    }

    impl<T: Value> Value for Vec<T> {
        fn read(input: &mut Input) -> Vec<T> {
            (0..input.count()).map(|_| T::read(input)).collect()
        }
        fn write(&self, text: &mut String) {
            text.push('[');
            for (i, item) in self.iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                item.write(text);
            }
            text.push(']');
        }
    }

    impl<T: Value, S: BuildHasher + Default> Value for HashMap<String, T, S> {
        fn read(input: &mut Input) -> HashMap<String, T, S> {
            (0..input.count()).map(|_| (String::read(input), T::read(input))).collect()
        }
        fn write(&self, text: &mut String) {
            text.push('{');
            for (i, (key, item)) in self.iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                key.write(text);
                text.push(':');
                item.write(text);
            }
            text.push('}');
        }
    }

    pub fn finish(mut answer: File, result: impl Value) -> ! {
        let mut text = String::new();
        result.write(&mut text);
        text.push('\n');
        answer.write_all(text.as_bytes()).expect("standard output");
        // Threads have nothing to add.
        std::process::exit(0)
    }
}

include!("{{file}}");

fn main() {
    let answer = ella::take_output();
    let mut input = ella::Input::new();
    {{arguments}}
    let _ = &mut input;
    let result: {{result}} = {{call}};
    ella::finish(answer, result)
}
