/// The version of both programs, which published statements and evidence name.
///
/// It goes up when figures of published statements change in their last digits, too: a statement is only verified by the
/// program that made it.
public let programVersion = "0.3.0"
