import ArgumentParser
import Web

@main
struct Serve: AsyncParsableCommand {
    func run() async throws {
        _ = WebApplication.router()
    }
}
