/**
 * A finished diagnosis's result in words, numbers and arithmetic.
 *
 * <p>Every report has three forms: text for a person, which shows the sums of header bytes that
 * lead to each number; one JSON document for a script; and the one number alone. They are made from
 * the same immutable result, so they cannot disagree.
 */
package dev.jnet.report;
