import Layout
import Styles

/// How a picture takes its place.
package enum PictureFit {
    /// The largest rectangle of the given proportion in the middle of `rect`.
    package static func fit(width: Double, height: Double, into rect: Rect) -> Rect {
        guard width > 0, height > 0 else { return rect }
        let scale = min(rect.width / width, rect.height / height)
        let size = Size(width: width * scale, height: height * scale)
        return Rect(
            x: rect.x + (rect.width - size.width) / 2, y: rect.y + (rect.height - size.height) / 2, width: size.width,
            height: size.height)
    }
}
