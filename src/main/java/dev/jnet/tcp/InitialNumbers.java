package dev.jnet.tcp;

/**
 * The numbers that one side's first segment begins with.
 *
 * @param sequence the initial sequence number, 0 to 2^32 − 1
 * @param timestampOffset where the clock of its timestamps begins, 0 to 2^32 − 1
 */
record InitialNumbers(long sequence, long timestampOffset) {}
