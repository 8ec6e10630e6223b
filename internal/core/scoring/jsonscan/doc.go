// Package jsonscan reads one JSON text strictly and without allocating.
//
// It exists because the findings contract asks for more than decoders into
// structs tell apart: a key given twice, a lone surrogate and invalid UTF-8 are
// faults at any depth, a wrong type is another fault than a missing key, and
// numbers go by their value, so 2.0 is the count two and 1e2 a hundred.
//
// Parse lays the text out as a flat list of nodes in text order. A container is
// followed by its members; in an object each member is two values, the key and
// what it holds. Node.Next leads over a value to what follows it.
package jsonscan
