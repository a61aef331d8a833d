/// A photograph that was looked at: known by its content, whatever its name says.
public struct EvidenceFile: Hashable, Sendable {
  /// Its SHA-256.
  public let digest: EvidenceDigest
  /// Its kind by its content, as in `image/jpeg`.
  public let media: String
  /// Its size.
  public let bytes: Int
  /// Width and height in pixels, of a picture.
  public let pixels: Pixels?

  /// Width and height.
  public struct Pixels: Hashable, Sendable {
    /// From left to right.
    public let width: Int
    /// From top to bottom.
    public let height: Int

    /// Makes a size.
    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  /// Makes a description.
  public init(digest: EvidenceDigest, media: String, bytes: Int, pixels: Pixels? = nil) {
    self.digest = digest
    self.media = media
    self.bytes = bytes
    self.pixels = pixels
  }
}
