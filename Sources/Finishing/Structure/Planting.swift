import Layout
import Rendering

/// Elements of an annex, and where they stand among ours.
struct Planting {
    var site: PlantedStructure.Place
    var structure: PlantedStructure
}

/// A foreign page that is drawn with marks of its own.
struct PlantedPage {
    var place: PicturePlace
    var source: PictureSource
    var form: MarkedForm
    /// The element of each of its marks.
    var owners: [StructureID?]
    var planting: Int
    /// Of the foreign file, from 0.
    var index: Int
}
