@testable import Register
import Testing
