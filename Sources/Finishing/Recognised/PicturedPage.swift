import Rendering

/// A page that has to become a picture, as a form of its own size with the font for what is recognised in it. Where both stand among its objects is known before
/// the picture is drawn, which takes long.
struct PicturedPage {
    let root: Int
    let font: Int
    private let group: ObjectGroup

    init() {
        var group = ObjectGroup()
        font = InvisibleFont.add(to: &group)
        root = group.reserve()
        self.group = group
    }

    /// - Parameters:
    ///   - width: as seen, in points; `height` too.
    func object(_ picture: RasterPicture, width: Double, height: Double) -> PictureObject {
        var group = group
        let image = picture.add(to: &group)
        var size = PDFBytes()
        for value in [width, height] {
            size.text(" ")
            size.number(value)
        }
        let numbers = String(decoding: size.bytes, as: UTF8.self).split(separator: " ")
        var form = PDFFragment("/Type/XObject/Subtype/Form/BBox[0 0 \(numbers.joined(separator: " "))]/Resources<</XObject<</I ")
        form.append(reference: image)
        form.append(">>>>")
        group.objects[root] = .stream(form, "q \(numbers.joined(separator: " 0 0 ")) 0 0 cm /I Do Q".utf8)
        return PictureObject(objects: SharedObjects(group), root: root, width: width, height: height, isUnitSquare: false)
    }
}
