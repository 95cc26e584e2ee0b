import Foundation

/// How many files the process may have open at once.
enum OpenFiles {
    /// Raises the process's own bound (1,024 where nobody has set another) as far as the system allows, which is usually half a million: so many parts of a series are read at once.
    ///
    /// - Parameter count: besides the few that are open anyway. Where the system does not allow so many, opening them fails and says so.
    static func allow(_ count: Int) {
        var limits = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return }
        let wanted = rlim_t(clamping: count + 64)
        guard limits.rlim_cur < wanted, limits.rlim_cur < limits.rlim_max else { return }
        limits.rlim_cur = min(wanted, limits.rlim_max)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
    }
}
