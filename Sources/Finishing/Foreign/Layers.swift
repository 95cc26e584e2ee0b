/// Which layers of a foreign file are shown when it is opened (optional content; ISO 32000-1, 8.11).
struct Layers {
    enum State {
        case shown, hidden
        /// Depends on whether it is printed, on the zoom, the language or the like.
        case uncertain
    }

    private let hidesByDefault: Bool
    private let shown: Set<Int>
    private let hidden: Set<Int>
    /// Groups whose state a reader changes by itself.
    private let changing: Set<Int>

    private static let nestingLimit = 12
    private static let expressionLimit = 2000

    init(_ root: QPDFObject) {
        let configuration = root["/OCProperties"]["/D"]
        let isHidden = configuration["/BaseState"].name == "OFF"
        let (on, off) = (Set(configuration["/ON"].items.map(\.number)), Set(configuration["/OFF"].items.map(\.number)))
        hidesByDefault = isHidden
        shown = on
        hidden = off
        var changing: Set<Int> = []
        for rule in configuration["/AS"].items {
            let categories = rule["/Category"].items.compactMap(\.name)
            for group in rule["/OCGs"].items {
                let isShown = isHidden ? on.contains(group.number) : !off.contains(group.number)
                if categories.contains(where: { !Layers.agrees(group, $0, isShown) }) { changing.insert(group.number) }
            }
        }
        self.changing = changing
    }

    /// Whether what the group says of its use is how it is anyway (8.11.4.4).
    private static func agrees(_ group: QPDFObject, _ category: String, _ isShown: Bool) -> Bool {
        let usage = group["/Usage"]["/" + category]
        guard usage.kind == .dictionary else { return true }
        guard ["View", "Print", "Export"].contains(category) else { return false }
        return usage["/\(category)State"].name.map { ($0 == "ON") == isShown } ?? true
    }

    /// - Parameter content: A group or membership dictionary; anything else belongs to no layer.
    func state(of content: QPDFObject) -> State {
        switch content["/Type"].name {
        case "OCG": group(content)
        case "OCMD": membership(content)
        default: .shown
        }
    }

    private func group(_ group: QPDFObject) -> State {
        let number = group.number
        if changing.contains(number) { return .uncertain }
        return (hidesByDefault ? shown.contains(number) : !hidden.contains(number)) ? .shown : .hidden
    }

    /// 8.11.2.2.
    private func membership(_ content: QPDFObject) -> State {
        if content["/VE"].kind == .array {
            var room = Self.expressionLimit
            return expression(content["/VE"], depth: 0, &room)
        }
        let groups = content["/OCGs"]
        let states = (groups.kind == .array ? groups.items : [groups]).filter { $0.kind == .dictionary }.map(group)
        if states.isEmpty { return .shown }
        switch content["/P"].name {
        case "AllOn": return all(states)
        case "AllOff": return all(states.map(opposite))
        case "AnyOff": return any(states.map(opposite))
        default: return any(states)
        }
    }

    private func expression(_ expression: QPDFObject, depth: Int, _ room: inout Int) -> State {
        let items = expression.items
        room -= items.count
        guard depth < Self.nestingLimit, room > 0 else { return .uncertain }
        guard let operation = items.first?.name else { return .uncertain }
        let operands = items.dropFirst().map { $0.kind == .array ? self.expression($0, depth: depth + 1, &room) : group($0) }
        switch operation {
        case "And": return all(operands)
        case "Or": return any(operands)
        case "Not": return operands.count == 1 ? opposite(operands[0]) : .uncertain
        default: return .uncertain
        }
    }

    private func all(_ states: [State]) -> State {
        states.contains(.hidden) ? .hidden : states.contains(.uncertain) ? .uncertain : .shown
    }

    private func any(_ states: [State]) -> State {
        states.contains(.shown) ? .shown : states.contains(.uncertain) ? .uncertain : .hidden
    }

    private func opposite(_ state: State) -> State {
        switch state {
        case .shown: .hidden
        case .hidden: .shown
        case .uncertain: .uncertain
        }
    }
}
