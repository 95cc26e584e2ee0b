import Production

/// How a server is started.
package struct WebSettings: Sendable {
    /// Folder of the library; `nil`: found as the other commands do.
    package var library: String?
    /// Where drafts and jobs are kept.
    package var data: String
    /// File of the register; `nil`: beside the page's data.
    package var register: String?
    /// 0: any that is free.
    package var port: Int
    /// Address to listen at.
    package var address = "127.0.0.1"
    /// Names under which the page is asked besides those of this machine: `vertraege.example.de`.
    package var names: [String] = []
    /// The header that says who asks; only believed from ``proxies``.
    package var userHeader: String?
    /// Addresses of the sign-on.
    package var proxies: [String] = []
    /// Makes PDF of files of office programs; `nil`: people do it themselves.
    package var conversion = OfficeConversion.installed

    package init(library: String? = nil, data: String, port: Int = WebSettings.usualPort) {
        self.library = library
        self.data = data
        self.port = port
    }

    var registerFile: String { register ?? data + "/register.sqlite" }

    package static let usualPort = 7373
}
