package dev.jnet.link.file;

/**
 * A frame in a capture file.
 *
 * @param linkType what it begins with: a number of libpcap's {@code DLT_} list
 * @param stamp when it was captured, in ns since 1970; that of the frame before where the file does
 *     not say it
 * @param bytes the frame, as far as it is stored and was asked for
 */
public record StoredFrame(int linkType, long stamp, byte[] bytes) {}
