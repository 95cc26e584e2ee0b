import Production

/// How a server is started.
public struct WebSettings: Sendable {
    /// Folder of the library; `nil`: found as the other commands do.
    public var library: String?
    /// Where drafts and jobs are kept.
    public var data: String
    /// File of the register; `nil`: beside the page's data.
    public var register: String?
    /// 0: any that is free.
    public var port: Int
    /// Address to listen at.
    public var address = "127.0.0.1"
    /// Names under which the page is asked besides those of this machine: `vertraege.example.de`.
    public var names: [String] = []
    /// The header that says who asks; only believed from ``proxies``.
    public var userHeader: String?
    /// Addresses of the sign-on.
    public var proxies: [String] = []
    /// Makes PDF of files of office programs; `nil`: people do it themselves.
    public var conversion = OfficeConversion.installed

    public init(library: String? = nil, data: String, port: Int = WebSettings.usualPort) {
        self.library = library
        self.data = data
        self.port = port
    }

    var registerFile: String { register ?? data + "/register.sqlite" }

    public static let usualPort = 7373
}
