import Rendering

/// What is noted of the pages of a file while they are converted: the structure that it brings, or what one can be made of.
enum PageReading {
    case tagged(StructureReading)
    case untagged(UntaggedReading)

    /// For a page.
    func recorder(_ page: QPDFObject, _ shelf: ForeignResources, _ geometry: PageGeometry) -> any ContentRecorder {
        switch self {
        case .tagged: MarkRecorder(page["/Resources"])
        case .untagged: InkRecorder(page["/Resources"], shelf, geometry)
        }
    }

    /// - Parameters:
    ///   - recorder: of ``recorder(_:_:_:)``.
    ///   - bytes: the content as it was cleaned.
    ///   - dictionary: of the form that it is drawn with.
    mutating func add(_ page: Int, _ recorder: any ContentRecorder, _ bytes: [UInt8], _ dictionary: PDFFragment, matrix: [Double]) {
        switch (self, recorder) {
        case (.tagged(var reading), let recorder as MarkRecorder):
            self = .untagged(UntaggedReading(pages: 0))
            reading.add(page, recorder.marks, bytes, dictionary, matrix: matrix)
            self = .tagged(reading)
        case (.untagged(var reading), let recorder as InkRecorder):
            self = .untagged(UntaggedReading(pages: 0))
            reading.add(page, recorder.ink, bytes, dictionary, matrix: matrix)
            self = .untagged(reading)
        default: break
        }
    }

    /// A page whose content is not there as it was.
    mutating func fail(_ page: Int, _ reason: String) {
        switch self {
        case .tagged(var reading):
            reading.fail(page, reason)
            self = .tagged(reading)
        case .untagged(var reading):
            reading.fail(page, reason)
            self = .untagged(reading)
        }
    }
}
