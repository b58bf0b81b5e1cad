package main

// Imported under other names, so that the candidate may use the usual ones for anything.
import (
	ellaBytes "bytes"
	ellaFmt "fmt"
	ellaIo "io"
	ellaMath "math"
	ellaOs "os"
	ellaReflect "reflect"
	ellaStrconv "strconv"
	ellaSyscall "syscall"
)

// Set up before the candidate's variables: the answer has a descriptor of its own, and what is printed goes to standard error.
var ellaAnswer = ellaTakeOutput()

var ellaInput []byte

func ellaTakeOutput() *ellaOs.File {
	answer, err := ellaSyscall.Dup(1)
	if err != nil {
		panic(err)
	}
	ellaSyscall.CloseOnExec(answer)
	if err := ellaSyscall.Dup3(2, 1, 0); err != nil {
		panic(err)
	}
	return ellaOs.NewFile(uintptr(answer), "answer")
}

func ellaWord() string {
	end := ellaBytes.IndexByte(ellaInput, ' ')
	word := string(ellaInput[:end])
	ellaInput = ellaInput[end+1:]
	return word
}

func ellaLong() int64 {
	value, _ := ellaStrconv.ParseInt(ellaWord(), 10, 64)
	return value
}

func ellaInt() int { return int(ellaLong()) }

func ellaDouble() float64 {
	value, _ := ellaStrconv.ParseFloat(ellaWord(), 64)
	return value
}

func ellaBool() bool { return ellaWord() == "1" }

func ellaString() string {
	length := ellaInt()
	text := string(ellaInput[:length])
	ellaInput = ellaInput[length+1:]
	return text
}

func ellaList[T any](item func() T) func() []T {
	return func() []T {
		list := make([]T, ellaInt())
		for i := range list {
			list[i] = item()
		}
		return list
	}
}

func ellaMap[T any](item func() T) func() map[string]T {
	return func() map[string]T {
		count := ellaInt()
		items := make(map[string]T, count)
		for ; count > 0; count-- {
			key := ellaString()
			items[key] = item()
		}
		return items
	}
}

func ellaQuote(text []byte, value string) []byte {
	text = append(text, '"')
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '"' || c == '\\':
			text = append(text, '\\', c)
		case c < ' ':
			text = append(text, ellaFmt.Sprintf("\\u%04x", c)...)
		default:
			text = append(text, c)
		}
	}
	return append(text, '"')
}

func ellaWrite(text []byte, value ellaReflect.Value) []byte {
	switch value.Kind() {
	case ellaReflect.Bool:
		return ellaStrconv.AppendBool(text, value.Bool())
	case ellaReflect.Float64:
		number := value.Float()
		switch {
		case ellaMath.IsNaN(number):
			return append(text, "\"NaN\""...)
		case ellaMath.IsInf(number, 1):
			return append(text, "\"Infinity\""...)
		case ellaMath.IsInf(number, -1):
			return append(text, "\"-Infinity\""...)
		}
		return ellaStrconv.AppendFloat(text, number, 'g', -1, 64)
	case ellaReflect.String:
		return ellaQuote(text, value.String())
	case ellaReflect.Slice:
		text = append(text, '[')
		for i := 0; i < value.Len(); i++ {
			if i > 0 {
				text = append(text, ',')
			}
			text = ellaWrite(text, value.Index(i))
		}
		return append(text, ']')
	case ellaReflect.Map:
		text = append(text, '{')
		for i, key := range value.MapKeys() {
			if i > 0 {
				text = append(text, ',')
			}
			text = append(ellaQuote(text, key.String()), ':')
			text = ellaWrite(text, value.MapIndex(key))
		}
		return append(text, '}')
	default:
		return ellaStrconv.AppendInt(text, value.Int(), 10)
	}
}

func main() {
	var err error
	if ellaInput, err = ellaIo.ReadAll(ellaOs.Stdin); err != nil {
		panic(err)
	}
	{{arguments}}
	var result {{result}} = {{call}}
	if _, err := ellaAnswer.Write(append(ellaWrite(nil, ellaReflect.ValueOf(result)), '\n')); err != nil {
		panic(err)
	}
	// Goroutines have nothing to add.
	ellaOs.Exit(0)
}
