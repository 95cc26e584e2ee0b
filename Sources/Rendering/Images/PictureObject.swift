/// A picture as a PDF's XObject.
package struct PictureObject: Sendable {
    /// Its own, or those of all pages of a file.
    package let objects: SharedObjects
    /// Index of the XObject in the group.
    package var root: Int
    /// As seen, in any unit: only the proportion counts, except for a form.
    package var width: Double
    package var height: Double
    /// An image fills the unit square when it is drawn (ISO 32000-1, 8.9.5.1); a form its width and height.
    package var isUnitSquare: Bool

    package init(objects: SharedObjects, root: Int, width: Double, height: Double, isUnitSquare: Bool = true) {
        self.objects = objects
        self.root = root
        self.width = width
        self.height = height
        self.isUnitSquare = isUnitSquare
    }
}

/// Objects that several pictures may have in common (the fonts of an annex's pages): they go into a file once.
package final class SharedObjects: Sendable {
    package let group: ObjectGroup

    package init(_ group: ObjectGroup) { self.group = group }
}
