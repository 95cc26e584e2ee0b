/// A picture as a PDF's XObject; drawn, it fills the unit square.
package struct PictureObject: Sendable, Hashable {
    package var objects: ObjectGroup
    /// Index of the XObject in the group.
    package var root: Int
    /// As seen, in any unit: only the proportion counts.
    package var width: Double
    package var height: Double

    package init(objects: ObjectGroup, root: Int, width: Double, height: Double) {
        self.objects = objects
        self.root = root
        self.width = width
        self.height = height
    }
}
