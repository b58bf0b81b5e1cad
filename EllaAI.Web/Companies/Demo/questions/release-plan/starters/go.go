package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

type service struct {
	name    string
	minutes int64
}

type dependency struct {
	before, after string
	soak          int64
}

// plan returns the lines to print: the total, then one for each service.
func plan(services []service, dependencies []dependency) []string {
	// Your code here.
	return nil
}

func main() {
	in := bufio.NewReader(os.Stdin)
	var n, m int
	fmt.Fscan(in, &n, &m)
	services := make([]service, n)
	for i := range services {
		fmt.Fscan(in, &services[i].name, &services[i].minutes)
	}
	dependencies := make([]dependency, m)
	for i := range dependencies {
		d := &dependencies[i]
		fmt.Fscan(in, &d.before, &d.after, &d.soak)
	}
	fmt.Println(strings.Join(plan(services, dependencies), "\n"))
}
