import Findings
import Stewardship

/// A file in the workshop between two requests: all of it travels with the form, so nothing is kept for people who go away.
struct WorkshopState {
    let file: LibraryFile
    /// SHA-256 of the file that it began with; empty: there was none.
    let seen: String
    /// `nil` where the text cannot be read as settings.
    private(set) var edit: SettingTreeEdit?
    /// The last text that could be read, as people see it.
    private(set) var text: String
    /// What somebody has written into the text field, where it cannot be read.
    private(set) var broken: String?
    private(set) var undo: UndoSteps
    /// Fields that could not be laid over the file, with what was typed.
    private(set) var typed: [String: String] = [:]
    private(set) var findings: [Finding] = []
    private(set) var focus: SettingPath?
    /// Names the pages of this form.
    let work: String

    /// A file opened.
    init(_ file: LibraryFile, bytes: [UInt8], seen: String, path: String, work: String = Secret.make()) {
        (self.file, self.seen, self.work) = (file, seen, work)
        undo = UndoSteps(nil)
        do throws(FindingList) {
            let edit = try WorkshopState.edit(bytes, file, path)
            (self.edit, text) = (edit, edit.text)
        } catch {
            findings = error.all
            text = ""
            broken = String(decoding: bytes, as: UTF8.self)
        }
    }

    /// What a form has sent, over the file as it is now.
    init(
        _ file: LibraryFile, _ form: FormFields, bytes: [UInt8], path: String, controls: (SettingNode) -> [SettingControl],
        act: (String, inout SettingTreeEdit) throws -> SettingPath?
    ) throws {
        guard let seen = form["_gesehen"], let shown = form["_text"].map(WorkshopState.plain), let work = form["_werk"], Secret.isWellFormed(work) else { throw Problem.unreadable }
        (self.file, self.seen, self.work, text) = (file, seen, work, shown)
        undo = UndoSteps(form["_zurueck"])
        let typedText = form["text"].map(WorkshopState.plain) ?? shown
        let wish = form["tun"] ?? ""
        do throws(FindingList) {
            // A file that cannot be read lends its bytes to nothing.
            var edit: SettingTreeEdit
            if let read = try? WorkshopState.edit(bytes, file, path) { edit = read } else { edit = try WorkshopState.edit([], file, path) }
            if !shown.isEmpty || typedText.isEmpty { try edit.setText(shown) }
            self.edit = shown.isEmpty ? nil : edit
            if typedText != shown {
                do throws(FindingList) {
                    try edit.setText(typedText)
                    self.edit = edit
                } catch {
                    (broken, findings) = (typedText, error.all)
                    return
                }
            } else {
                lay(form, controls(edit.tree))
            }
        } catch {
            (edit, broken, findings) = (nil, typedText, error.all)
            return
        }
        guard var edit else { return }
        if wish == "zurueck" {
            // What is typed and not yet taken over is the last step.
            let last = edit.text != shown ? shown : undo.back(from: shown)
            if let last {
                // Over the file's own bytes: what was changed and is taken back has them again.
                var before = (try? WorkshopState.edit(bytes, file, path)) ?? edit
                do throws(FindingList) {
                    try before.setText(last)
                    edit = before
                } catch { findings += error.all }
                self.edit = edit
            }
            (text, typed) = (edit.text, [:])
            return
        }
        do { focus = try act(wish, &edit) } catch let error as FindingList { findings += error.all }
        self.edit = edit
        undo.note(from: shown, to: edit.text)
        text = edit.text
    }

    /// Each field that somebody has changed; what cannot be laid over is told at the top and stays in its field.
    private mutating func lay(_ form: FormFields, _ controls: [SettingControl]) {
        guard var edit else { return }
        let sent = Dictionary(form.pairs.filter { $0.name.hasPrefix("a.") }.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let tree = edit.tree
        for control in controls {
            guard let value = sent[control.name], control.isChanged(value, tree) else { continue }
            do throws(FindingList) { try control.write(value, to: &edit) } catch {
                findings += error.all
                typed[control.name] = value
            }
        }
        self.edit = edit
    }

    static func edit(_ bytes: [UInt8], _ file: LibraryFile, _ path: String) throws(FindingList) -> SettingTreeEdit {
        switch file.kind {
        case .agreement: try SettingTreeEdit(bytes, path: path, order: AgreementKeys.order)
        case .body: try SettingTreeEdit(bytes, path: path, order: AgreementKeys.bodyOrder)
        case .style: try SettingTreeEdit(bytes, path: path)
        }
    }

    static func plain(_ text: String) -> String { text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") }
}
