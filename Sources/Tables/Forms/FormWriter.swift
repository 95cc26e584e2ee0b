import CXlsxWriter
import Findings
import Foundation

/// Writes a ``FormWorkbook`` as XLSX through libxlsxwriter. The same form gives the same bytes.
package final class FormWriter {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let strings = CStrings()
    private var isClosed = false
    /// Rows that are guarded below the notes; beyond, Excel still takes what is typed.
    private static let guardedRows: UInt32 = 20_000
    private static let choicesSheet = "Auswahl"

    /// - Throws: `tabelle-schreiben` where there is no place for a temporary file.
    package static func bytes(of form: FormWorkbook) throws(Finding) -> [UInt8] {
        try WorkbookMaking.bytes { path throws(Finding) in
            let writer = try FormWriter(path)
            try writer.write(form)
            try writer.close()
        }
    }

    private init(_ path: String) throws(Finding) { workbook = try WorkbookMaking.workbook(path) }

    deinit { if !isClosed { lxw_workbook_free(workbook) } }

    /// Assembles the file; the library frees the workbook with it.
    private func close() throws(Finding) {
        isClosed = true
        try check(workbook_close(workbook))
    }

    private func write(_ form: FormWorkbook) throws(Finding) {
        var properties = lxw_doc_properties()
        properties.title = strings.pointer(form.title)
        properties.created = WorkbookMaking.created
        try check(workbook_set_properties(workbook, &properties))
        let sheets = try form.sheets.map { form throws(Finding) in try add(form.name) }
        let remarks = try add(form.remarksName)
        let choices = try add(FormWriter.choicesSheet)
        worksheet_hide(choices)
        var lists: [[String]: String] = [:]
        for (sheet, form) in zip(sheets, form.sheets) { try write(form, to: sheet, choices, &lists) }
        try write(form.remarks, to: remarks)
    }

    private func write(
        _ form: FormSheet, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ choices: UnsafeMutablePointer<lxw_worksheet>,
        _ lists: inout [[String]: String]
    ) throws(Finding) {
        let notes = form.columns.map(\.notes.count).max() ?? 0
        let note = format { text in
            format_set_text_wrap(text)
            format_set_italic(text)
            format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            format_set_bg_color(text, 0xF2F2F2)
        }
        for (index, column) in form.columns.enumerated() {
            let number = lxw_col_t(clamping: index)
            try check(worksheet_set_column(sheet, number, number, width(of: column), cellFormat(column.content)))
            try check(worksheet_write_string(sheet, 0, number, column.heading, headingFormat(column.role)))
            for (row, text) in column.notes.enumerated() {
                try check(worksheet_write_string(sheet, lxw_row_t(clamping: row + 1), number, text, note))
            }
            try guardCells(of: column, number, from: lxw_row_t(clamping: notes + 1), on: sheet, choices, &lists)
        }
        for row in 0..<notes { try check(worksheet_set_row(sheet, lxw_row_t(clamping: row + 1), 48, nil)) }
        worksheet_freeze_panes(sheet, lxw_row_t(clamping: notes + 1), 1)
    }

    private func write(_ lines: [String], to sheet: UnsafeMutablePointer<lxw_worksheet>) throws(Finding) {
        let wrapped = format { format_set_text_wrap($0) }
        try check(worksheet_set_column(sheet, 0, 0, 100, wrapped))
        for (row, line) in lines.enumerated() { try check(worksheet_write_string(sheet, lxw_row_t(clamping: row), 0, line, wrapped)) }
    }

    // MARK: - Guarding

    private func guardCells(
        of column: FormColumn, _ number: lxw_col_t, from row: lxw_row_t, on sheet: UnsafeMutablePointer<lxw_worksheet>,
        _ choices: UnsafeMutablePointer<lxw_worksheet>, _ lists: inout [[String]: String]
    ) throws(Finding) {
        var rule = lxw_data_validation()
        rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.error_title = strings.pointer(String(column.heading.prefix(32)))
        switch column.content {
        case .text, .longText: return
        case .choice(let values):
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
            rule.value_formula = strings.pointer(try range(of: values, choices, &lists))
            rule.error_message = strings.pointer("Bitte einen Eintrag der Liste wählen.")
        case .date:
            rule.validate = UInt8(LXW_VALIDATION_TYPE_DATE.rawValue)
            rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
            rule.minimum_datetime = lxw_datetime(year: 1950, month: 1, day: 1, hour: 0, min: 0, sec: 0)
            rule.maximum_datetime = lxw_datetime(year: 2199, month: 12, day: 31, hour: 0, min: 0, sec: 0)
            rule.error_message = strings.pointer("Bitte einen Tag eingeben, zum Beispiel 31.12.2026.")
        case .number(let minimum, let maximum), .amount(let minimum, let maximum):
            rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
            rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
            rule.minimum_number = minimum ?? -1e15
            rule.maximum_number = maximum ?? 1e15
            rule.error_message = strings.pointer(FormWriter.bounds(minimum, maximum))
        }
        try check(worksheet_data_validation_range(sheet, row, number, row + FormWriter.guardedRows, number, &rule))
    }

    private static func bounds(_ minimum: Double?, _ maximum: Double?) -> String {
        func shown(_ number: Double) -> String { String(format: "%.15g", number).replacing(".", with: ",") }
        return switch (minimum, maximum) {
        case (let minimum?, let maximum?): "Bitte eine Zahl von \(shown(minimum)) bis \(shown(maximum)) eingeben."
        case (let minimum?, nil): "Bitte eine Zahl ab \(shown(minimum)) eingeben."
        case (nil, let maximum?): "Bitte eine Zahl bis \(shown(maximum)) eingeben."
        case (nil, nil): "Bitte eine Zahl eingeben."
        }
    }

    /// The cells of the hidden sheet that hold the choices: a list in the rule itself has room for 255 characters, and none for commas.
    private func range(
        of values: [String], _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ lists: inout [[String]: String]
    ) throws(Finding) -> String {
        if let range = lists[values] { return range }
        let column = lists.count
        for (row, value) in values.enumerated() {
            try check(worksheet_write_string(sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), value, nil))
        }
        let letter = ColumnLetter.of(column)
        let range = "=\(FormWriter.choicesSheet)!$\(letter)$1:$\(letter)$\(max(1, values.count))"
        lists[values] = range
        return range
    }

    // MARK: - Looks

    private func width(of column: FormColumn) -> Double {
        if case .longText = column.content { return 40 }
        return min(40, max(column.role == .key ? 14 : 18, Double(column.heading.count) + 2))
    }

    private func cellFormat(_ content: FormContent) -> UnsafeMutablePointer<lxw_format>? {
        format { text in
            switch content {
            case .text, .choice: format_set_num_format(text, "@")
            case .longText:
                format_set_num_format(text, "@")
                format_set_text_wrap(text)
            case .date: format_set_num_format(text, "dd.mm.yyyy")
            case .amount: format_set_num_format(text, "#,##0.00\\ \"€\"")
            case .number: break
            }
        }
    }

    private func headingFormat(_ role: FormColumn.Role) -> UnsafeMutablePointer<lxw_format>? {
        format { text in
            format_set_bold(text)
            format_set_border(text, UInt8(LXW_BORDER_THIN.rawValue))
            switch role {
            case .key, .required: format_set_bg_color(text, 0xBDD7EE)
            case .conditional:
                format_set_italic(text)
                format_set_bg_color(text, 0xFFE699)
            case .optional: format_set_bg_color(text, 0xD9D9D9)
            }
        }
    }

    private func format(_ set: (UnsafeMutablePointer<lxw_format>) -> Void) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(workbook)
        if let format { set(format) }
        return format
    }

    private func add(_ name: String) throws(Finding) -> UnsafeMutablePointer<lxw_worksheet> { try WorkbookMaking.sheet(name, in: workbook, called: name) }

    private func check(_ code: lxw_error) throws(Finding) { try WorkbookMaking.check(code) }
}

/// C strings that live as long as their owner.
private final class CStrings {
    private var pointers: [UnsafeMutablePointer<CChar>] = []

    func pointer(_ text: String) -> UnsafeMutablePointer<CChar>? {
        let pointer = strdup(text)
        if let pointer { pointers.append(pointer) }
        return pointer
    }

    /// The same for a libxlsxwriter that promises not to write into it, as Debian 13's does.
    func pointer(_ text: String) -> UnsafePointer<CChar>? {
        let pointer: UnsafeMutablePointer<CChar>? = pointer(text)
        return UnsafePointer(pointer)
    }

    deinit { for pointer in pointers { free(pointer) } }
}
