import Foundation
import HummingbirdTLS
import NIOSSL

/// The certificate that HQ's server shows, and the private key to it: two files in PEM.
public struct ServerCertificate: Hashable, Sendable {
  /// The file with the server's certificate, followed by those of the authorities between it and the root.
  public var chainFile: String
  /// The file with the private key.
  public var keyFile: String

  /// Names the two files. Nothing is read yet.
  public init(chainFile: String, keyFile: String) {
    self.chainFile = chainFile
    self.keyFile = keyFile
  }

  /// Why a server cannot show its certificate.
  public enum Problem: Error, Hashable, Sendable {
    /// The file cannot be read, or holds no certificate.
    case chain(file: String)
    /// The file cannot be read, or holds no key that can be used without a password.
    case key(file: String)
    /// The key is not the certificate's.
    case mismatch
    /// The key's file can be read by everybody on this machine.
    case keyIsPublic(file: String)
    /// The certificate's time is over.
    case expired(file: String)
  }

  /// Reads both files and sees whether they belong together and are good now.
  ///
  /// - Returns: how TLS is spoken: version 1.2 at least, no certificate asked of clients.
  func configuration() throws(Problem) -> TLSConfiguration {
    guard let chain = try? NIOSSLCertificate.fromPEMFile(chainFile), let leaf = chain.first else {
      throw .chain(file: chainFile)
    }
    guard leaf.notValidAfter > time(nil) else { throw .expired(file: chainFile) }
    var status = stat()
    guard stat(keyFile, &status) == 0 else { throw .key(file: keyFile) }
    // Readable for a group is usual (`ssl-cert`), for everybody never.
    guard status.st_mode & 0o007 == 0 else { throw .keyIsPublic(file: keyFile) }
    guard let key = try? NIOSSLPrivateKey(file: keyFile, format: .pem) else { throw .key(file: keyFile) }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    do { _ = try NIOSSLContext(configuration: configuration) } catch { throw .mismatch }
    return configuration
  }

  /// When the certificate's time is over, in seconds since 1970; `nil` where it cannot be read.
  var expiry: Int64? {
    (try? NIOSSLCertificate.fromPEMFile(chainFile))?.first.map { Int64($0.notValidAfter) }
  }
}
