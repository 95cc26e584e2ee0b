import CLittleCMS
import Rendering

/// The sRGB profile (IEC 61966-2.1) of the output intent, from Little CMS.
enum OutputProfile {
    static let name = "sRGB IEC61966-2.1"

    /// Compressed; empty only if Little CMS fails, which the finishing reports.
    static let compressed: [UInt8] = {
        guard let profile = cmsCreate_sRGBProfile() else { return [] }
        defer { _ = cmsCloseProfile(profile) }
        var length: cmsUInt32Number = 0
        guard cmsSaveProfileToMem(profile, nil, &length) != 0, length > 128 else { return [] }
        var bytes = [UInt8](repeating: 0, count: Int(length))
        guard cmsSaveProfileToMem(profile, &bytes, &length) != 0 else { return [] }
        // ICC.1, 7.2: date and time of creation, and an identifier that hashes them; both would differ from run to run.
        for place in [24..<36, 84..<100] {
            for index in place { bytes[index] = 0 }
        }
        return Flate.compress(bytes)
    }()
}
