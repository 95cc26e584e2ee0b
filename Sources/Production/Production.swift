import Assembler
