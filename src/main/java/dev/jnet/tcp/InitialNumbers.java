package dev.jnet.tcp;

/**
 * The numbers with which one side's first segment begins.
 *
 * @param sequence the initial sequence number, 0 to 2^32 − 1
 * @param timestampOffset the first value of its timestamps' clock, 0 to 2^32 − 1
 */
record InitialNumbers(long sequence, long timestampOffset) {}
