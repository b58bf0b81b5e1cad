package main

import "fmt"

func add(a, b int64) int64 {
	// Your code here.
	return 0
}

func main() {
	var a, b int64
	fmt.Scan(&a, &b)
	fmt.Println(add(a, b))
}
