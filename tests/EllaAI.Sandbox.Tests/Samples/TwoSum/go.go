package main

import "fmt"

var math = loud()

func loud() int {
	fmt.Println("[9,9]")
	return 9
}

func TwoSum(numbers []int, target int) []int {
	fmt.Println("[9,9]")
	seen := map[int]int{}
	for i, n := range numbers {
		if other, ok := seen[target-n]; ok {
			return []int{other, i}
		}
		seen[n] = i
	}
	return nil
}
