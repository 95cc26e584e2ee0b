import Hummingbird
import GRDB
import Mustache

/// The page's routes.
public enum WebApplication {
    public static func router() -> Router<BasicRequestContext> {
        Router()
    }
}
