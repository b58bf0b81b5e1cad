package main

import (
	"bufio"
	"fmt"
	"os"
)

type job struct {
	submit   int64
	need     int
	patience int64
	duration int64
}

// schedule returns the start of each job, or -1 for one that gave up.
func schedule(cores int, jobs []job) []int64 {
	// Your code here.
	return nil
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	var cores, n int
	fmt.Fscan(in, &cores, &n)
	jobs := make([]job, n)
	for i := range jobs {
		j := &jobs[i]
		fmt.Fscan(in, &j.submit, &j.need, &j.patience, &j.duration)
	}
	for _, start := range schedule(cores, jobs) {
		fmt.Fprintln(out, start)
	}
}
