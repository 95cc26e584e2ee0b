/// Names of people in the scripts that the fonts of the catalogue cover.
public enum NamesOfTheWorld {
    public static let all = [
        "Dr. Łukasz Ğüler-Nguyễn", "Þórður Ægisson", "Αθηνά Παπαδοπούλου", "Дмитрий Ёлкин", "Ђорђе Петровић", "שרה לוי", "محمد الأحمد", "فاطمة الزهراء بنت علي",
        "陳大文", "ひろし 山田", "김민준", "Հասմիկ Պետրոսյան", "ნინო ბერიძე", "प्रिया शर्मा", "สมชาย ใจดี", "ሰላም ተስፋዬ", "தமிழ் செல்வி",
        "(שרה לוי, geb. 1990)", "„محمد“ – Herr 12",
    ]
}
