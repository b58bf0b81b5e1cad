package main

// Imported under other names, so that the candidate may use the usual ones for anything.
import (
	ellaBufio "bufio"
	ellaJson "encoding/json"
	ellaOs "os"
	ellaStrings "strings"
	ellaSyscall "syscall"
	ellaTesting "testing"
	ellaTime "time"
)

type ellaCase struct {
	Name    string  `json:"name"`
	Verdict string  `json:"verdict"`
	Ms      float64 `json:"ms"`
	Message string  `json:"message"`
}

// Set up before the candidate's variables.
var ellaMark, ellaOut = ellaTakeOutput()

var ellaStdout = ellaOs.Stdout

func ellaTakeOutput() (string, *ellaOs.File) {
	mark := make([]byte, 33)
	for done := 0; done < len(mark); {
		n, err := ellaSyscall.Read(0, mark[done:])
		if err != nil || n <= 0 {
			panic("no mark")
		}
		done += n
	}
	out, err := ellaSyscall.Dup(1)
	if err != nil {
		panic(err)
	}
	ellaSyscall.CloseOnExec(out)
	if err := ellaSyscall.Dup3(2, 1, 0); err != nil {
		panic(err)
	}
	return string(mark[:32]), ellaOs.NewFile(uintptr(out), "out")
}

// The package testing keeps what is standard output when it begins: a pipe to us. From the first test on it is the usual one.
func TestMain(m *ellaTesting.M) {
	from, to, err := ellaOs.Pipe()
	if err != nil {
		panic(err)
	}
	ellaOs.Stdout = to
	cases := make(chan []ellaCase)
	go func() { cases <- ellaRead(from) }()
	m.Run()
	to.Close()
	for _, one := range ellaLeaves(<-cases) {
		line, _ := ellaJson.Marshal(one)
		ellaOut.WriteString(ellaMark + " " + string(line) + "\n")
	}
	ellaOut.WriteString(ellaMark + " end\n")
	ellaOs.Exit(0)
}

func TestElla(t *ellaTesting.T) {
	ellaOs.Stdout = ellaStdout
}

// What the package testing says: "=== RUN   TestX", "    x_test.go:3: message", "--- FAIL: TestX (0.00s)".
func ellaRead(from *ellaOs.File) []ellaCase {
	var cases []ellaCase
	messages, current := map[string]string{}, ""
	lines := ellaBufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		words := ellaStrings.Fields(line)
		switch {
		case ellaStrings.HasPrefix(line, "=== ") && len(words) == 3:
			current = words[2]
		case len(words) == 4 && words[0] == "---":
			if took, err := ellaTime.ParseDuration(ellaStrings.Trim(words[3], "()")); err == nil {
				cases = append(cases, ellaCase{words[2], words[1], float64(took.Microseconds()) / 1000, ""})
				continue
			}
			fallthrough
		default:
			messages[current] += ellaStrings.TrimSpace(line) + "\n"
		}
	}
	for i := range cases {
		cases[i].Message = ellaStrings.TrimSpace(messages[cases[i].Name])
	}
	return cases
}

// A test with tests below it is told by those.
func ellaLeaves(cases []ellaCase) (leaves []ellaCase) {
	verdicts := map[string]string{"PASS:": "accepted", "FAIL:": "wrong-answer"}
	for _, one := range cases {
		group := false
		for _, other := range cases {
			group = group || ellaStrings.HasPrefix(other.Name, one.Name+"/")
		}
		if verdict, ran := verdicts[one.Verdict]; ran && !group && one.Name != "TestElla" {
			one.Verdict = verdict
			if verdict == "accepted" {
				one.Message = ""
			}
			leaves = append(leaves, one)
		}
	}
	return leaves
}
