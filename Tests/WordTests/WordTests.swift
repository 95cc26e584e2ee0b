import Testing
@testable import Word
