/**
 * What jnet's TCP sends, and what its questions make of the answers, held against what they did
 * before: a hash for each case.
 */
package dev.jnet.regression;
