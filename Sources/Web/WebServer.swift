import Findings
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Production
import UnixSignals

/// The page in the browser: everything it is made of, put together.
package final class WebServer: Sendable {
    private let place: ServerPlace
    private let office: Office
    private let assets: Assets
    private let store: Store

    /// Reads library, templates and database.
    ///
    /// - Throws: ``Failure`` where something is missing, or another server works in the data folder.
    package init(_ settings: WebSettings) throws(Failure) {
        place = try ServerPlace(settings)
        let workspace = try Workspace.locate(agreement: nil, library: settings.library)
        guard let folder = Workspace.folder(ofProgram: "web") else { throw Templates.broken("web") }
        let templates = try Templates(folder: folder + "/vorlagen")
        assets = try Assets(folder: folder, resources: workspace.resources)
        store = try Store(
            folder: settings.data,
            steps: [
                Sessions.step, Drafts.step, SeriesShelf.step, AnnexShelf.step, Supplements.step, SeriesShelf.later, SeriesShelf.word, ReturnedFiles.step, TakenShelf.step,
                RecordOrders.step,
                SeriesShelf.register,
            ])
        let library = WarmLibrary(workspace)
        let shelf = SeriesShelf(store: store)
        let records = RecordRoom(path: settings.registerFile, data: settings.data, library: library)
        let orders = RecordOrders(store: store)
        let (annexes, taken) = (AnnexShelf(store: store), TakenShelf(store: store))
        office = Office(
            library: library, presses: PressPool(library, count: ProcessInfo.processInfo.activeProcessorCount), previews: Previews(),
            frame: PageFrame(templates: templates), drafts: Drafts(store: store), annexes: annexes, supplements: Supplements(store: store), series: shelf,
            checks: SeriesChecks(shelf: shelf, library: library), runner: SeriesRunner(shelf: shelf, library: library, receiver: { KeepingReceiver(room: records, series: $0) }),
            conversion: settings.conversion, returned: ReturnedFiles(store: store), looks: ReturnedLooks(library: library, annexes: annexes), taken: taken,
            takeOvers: TakeOverRunner(shelf: taken, library: library), records: records, outlook: RecordOutlook(room: records), orders: orders,
            recordRunner: RecordRunner(orders: orders, room: records))
    }

    /// Answers until the process is told to end.
    ///
    /// - Parameters:
    ///   - signals: what tells the process to end; otherwise the task's end does.
    ///   - opened: is told the address to open, once it can be; and again each time its one-time word has been used.
    ///   - note: is told what whoever runs the server should know; never what somebody has typed.
    /// - Throws: ``Failure`` where the port is taken.
    package func run(
        endedBy signals: [UnixSignal] = [.sigterm, .sigint], opened: @escaping @Sendable (_ address: String, _ isFirst: Bool) -> Void,
        note: @escaping @Sendable (String) -> Void
    ) async throws(Failure) {
        let entrance = Entrance { [place] word in opened(place.address(word), false) }
        var logger = Logger(label: "klauselwerk-web", factory: { _ in SwiftLogNoOpLogHandler() })
        logger.logLevel = .critical
        do {
            let application = Application(
                responder: responder(entrance, note),
                server: .http1(
                    configuration: .init(
                        idleTimeout: .seconds(Bounds.idleSeconds),
                        httpDecoderConfiguration: .init(maxHeaderFieldSize: Bounds.head, maxHeaderListSize: Bounds.head, maxHeaderFieldCount: Bounds.headFields))),
                configuration: ApplicationConfiguration(
                    address: .hostname(place.settings.address, port: place.settings.port),
                    availableConnectionsDelegate: MaximumAvailableConnections(Bounds.connections, logger: logger)),
                onServerRunning: { [place] channel in
                    place.settle(port: channel.localAddress?.port)
                    opened(place.address(place.settings.userHeader == nil ? entrance.current : nil), true)
                }, logger: logger)
            try? await office.annexes.sweep()
            try? await office.supplements.sweep()
            try? await office.returned.sweep()
            try? await office.taken.sweep()
            try? await office.orders.sweep()
            try? await office.runner.resume()
            try? await office.recordRunner.resume()
            try await application.runService(gracefulShutdownSignals: signals)
        } catch {
            await office.runner.close()
            store.close()
            throw place.cannotListen(error)
        }
        await office.runner.close()
        store.close()
    }

    /// Copies the data of a server, also of a running one, into a new file.
    package static func backUp(data folder: String, to path: String) throws(Failure) { try Store.backUp(folder: folder, to: path) }

    private func responder(_ entrance: Entrance, _ note: @escaping @Sendable (String) -> Void) -> some HTTPResponder<WebContext> {
        let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
        let table = RouteTable()
        router.add(middleware: ServerTiming())
        router.add(middleware: ErrorPages(frame: office.frame, routes: table, note: note))
        router.add(middleware: AccessGate(place: place, sessions: Sessions(store: store), entrance: entrance))
        let routes = Routes(router: router, table: table, inbox: Inbox(data: store.folder))
        table.add(.get, "/gestaltung/:name")
        router.get("/gestaltung/:name") { [assets] request, context in try assets.answer(request, context.parameters.get("name") ?? "") }
        table.add(.get, AccessGate.entrancePath)
        router.get(RouterPath(AccessGate.entrancePath)) { _, _ in PageFrame.goOn(to: "/") }
        let room = LibraryRoom(office: office, register: place.settings.registerFile)
        let desk = RecordDesk(office: office, library: room)
        StartScreens(office: office, coming: { await ComingDeadlines(desk: desk).values() }).add(to: routes)
        DraftScreens(office: office).add(to: routes)
        ClauseScreens(office: office).add(to: routes)
        for desk in [AnnexDesk.drafts(office), AnnexDesk.series(office), AnnexDesk.finished(office)] { AnnexScreens(office: office, desk: desk).add(to: routes) }
        SupplementScreens(office: office).add(to: routes)
        SeriesBeginnings(office: office).add(to: routes)
        SeriesScreens(office: office).add(to: routes)
        SeriesAdditions(office: office).add(to: routes)
        SeriesPrintScreens(office: office).add(to: routes)
        SeriesResults(office: office).add(to: routes)
        ProofScreens(office: office).add(to: routes)
        WordScreens(office: office).add(to: routes)
        ReturnScreens(office: office).add(to: routes)
        SeriesWordScreens(office: office).add(to: routes)
        TakeOverScreens(office: office).add(to: routes)
        LibraryScreens(room: room).add(to: routes)
        ClauseDesk(room: room).add(to: routes)
        RegisterScreens(desk: desk).add(to: routes)
        IntakeScreens(desk: desk).add(to: routes)
        KeepingScreens(desk: desk).add(to: routes)
        ContractScreens(desk: desk).add(to: routes)
        PaperScreens(desk: desk).add(to: routes)
        DeadlineScreens(desk: desk).add(to: routes)
        ScanScreens(desk: desk).add(to: routes)
        HandScreens(desk: desk).add(to: routes)
        AmendmentScreens(desk: desk).add(to: routes)
        AmendmentPrintScreens(desk: desk).add(to: routes)
        DraftRecording(desk: desk).add(to: routes)
        ComparisonScreens(room: room).add(to: routes)
        LawScreens(room: room).add(to: routes)
        WorkshopLists(room: room).add(to: routes)
        return router.buildResponder()
    }
}
