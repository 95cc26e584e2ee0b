extension ClauseLibrary {
    /// The current version of every variant whose file can be read, by name.
    package var currentSources: [ClauseSource] { allSources.filter { $0.fileVersion == nil } }

    /// Every version of every variant whose file can be read, by name, the current one first.
    package var allSources: [ClauseSource] {
        familyNames.flatMap { name in
            (family(name)?.variants ?? []).flatMap { variant in
                variant.files.compactMap { try? source($0, family: name, variant: variant.name) }
            }
        }
    }
}
