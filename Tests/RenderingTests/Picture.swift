import CCairo

/// A decoded picture, to compare pages by their looks.
struct Picture {
    let width: Int
    let height: Int
    /// 0 is black, 1 white; rows from the top.
    let grey: [Double]

    init?(png path: String) {
        guard let surface = cairo_image_surface_create_from_png(path) else { return nil }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
            return nil
        }
        width = Int(cairo_image_surface_get_width(surface))
        height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        var grey: [Double] = []
        for y in 0..<height {
            for x in 0..<width {
                let pixel = data + y * stride + x * 4
                grey.append((Double(pixel[0]) + Double(pixel[1]) + Double(pixel[2])) / 765)
            }
        }
        self.grey = grey
    }

    func isWhite(column x: Int) -> Bool { (0..<height).allSatisfy { grey[$0 * width + x] == 1 } }
    func isWhite(row y: Int) -> Bool { (0..<width).allSatisfy { grey[y * width + $0] == 1 } }

    /// Mean darkness, 0 for an empty page, in a cell of a grid over the page.
    func ink(columns: Int, rows: Int) -> [Double] {
        var sums = Array(repeating: 0.0, count: columns * rows)
        for y in 0..<height {
            for x in 0..<width {
                sums[y * rows / height * columns + x * columns / width] += 1 - grey[y * width + x]
            }
        }
        let cell = Double(width * height) / Double(columns * rows)
        return sums.map { $0 / cell }
    }

    /// The largest difference of ink between the pictures in any cell.
    func difference(from other: Picture, columns: Int = 6, rows: Int = 9) -> Double {
        zip(ink(columns: columns, rows: rows), other.ink(columns: columns, rows: rows)).map { abs($0 - $1) }.max() ?? 1
    }
}
