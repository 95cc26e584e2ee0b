/// How far characters hang into the margin so that it looks straight (margin kerning), as a share of their width.
///
/// The values are microtype's for roman type (microtype.cfg, „Latin Modern/default“), rounded: small marks hang by more than
/// half, capitals with slanted sides a little.
enum Protrusion {
    static func right(_ scalar: UInt32) -> Double {
        switch scalar {
        case 0x2E, 0x2C: 0.7  // . ,
        case 0x2D, 0x2010, 0xAD, 0x2011: 0.5  // hyphens
        case 0x3A, 0x3B: 0.4  // : ;
        case 0x21, 0x3F: 0.1  // ! ?
        case 0x2013: 0.3
        case 0x2014: 0.2
        case 0x201C, 0x201D, 0x2018, 0x2019, 0xAB, 0xBB: 0.5
        case 0x29, 0x5D: 0.1  // ) ]
        case 0x41, 0x46, 0x4B, 0x4C, 0x54, 0x56, 0x57, 0x58, 0x59: 0.05
        case 0x6B, 0x72, 0x74, 0x76, 0x77, 0x78, 0x79: 0.05
        default: 0
        }
    }

    static func left(_ scalar: UInt32) -> Double {
        switch scalar {
        case 0x201E, 0x201A, 0x201C, 0x2018, 0xAB, 0xBB: 0.5
        case 0x2D, 0x2010, 0x2013: 0.3
        case 0x28, 0x5B: 0.1
        case 0x41, 0x4A, 0x54, 0x56, 0x57, 0x58, 0x59: 0.05
        case 0x76, 0x77, 0x78, 0x79: 0.05
        default: 0
        }
    }
}
