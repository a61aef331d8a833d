import Localization
import SnackChain

/// All stores.
struct StoresPage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    var content = PageContent(.stores, title: .webStores, fed: fed, month: month)
    content.parts.append(.sheet(try StoreList(visit: visit, fed: fed, month: month).sheet()))
    return content
  }
}
