import Localization
import SnackChain
import Testing

@Suite("Who reads a figure")
struct ReadersTests {
  @Test("the words beside the question name exactly the roles that may look")
  func readers() {
    let words = Message.ownerReaders.first
    for role in Role.allCases {
      #expect(words?.zh.contains(Message.role(role).zh) == role.may(.look), "\(role)")
      #expect(words?.en.contains(Message.role(role).en) == role.may(.look), "\(role)")
    }
    #expect(Message.ownerReaders.last?.zh.contains("\(PeerRule.fewest)") == true)
  }
}
