print("nobody said what this is")
