/// Picture files as PDF objects, each read once a worker.
package final class PictureShelf {
    private var images: [String: PictureObject] = [:]

    package init() {}

    package func image(_ path: String) throws(DrawingError) -> PictureObject {
        if let known = images[path] { return known }
        let made = try RasterPicture(path: path).object
        images[path] = made
        return made
    }
}
