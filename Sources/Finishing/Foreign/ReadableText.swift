extension String {
    /// Without letters of private use and what stands for damage.
    var isReadable: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0, 0xFFFD, 0xFFFE, 0xFFFF, 0xFEFF, 0xE000...0xF8FF, 0xF0000...: false
            default: true
            }
        }
    }
}
