/// What a helper program says that it is. Contracts name it, and it decides whether one has to be made again: so that it could not be asked must not look as
/// if there were none.
package enum HelperVersion: Sendable, Hashable {
    case known(String)
    /// There is none here, or it does not run on this machine.
    case absent
    /// It is there, but the limits of this session kept it from answering.
    case unknown(ConfinedProgram.Obstacle)

    /// `nil` where there is none.
    package var text: String? { if case .known(let text) = self { text } else { nil } }

    package var obstacle: ConfinedProgram.Obstacle? { if case .unknown(let obstacle) = self { obstacle } else { nil } }
}
