// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

/// @notice The session voucher: the sponsor's promise to pay the gas of one session, signed once as EIP-712 typed data in the
/// domain of the SessionPaymaster (name, version, chain, paymaster). The session's first operation shows it; later ones carry
/// nothing. In `paymasterData`: `0x00 || validAfter (6) || validUntil (6) || maxWei (8) || maxOperationWei (8) || signature
/// (65)`. Account and session come from the operation itself: shown by another account or session, the signature does not match.
/// @param validAfter Unix seconds, exclusive.
/// @param validUntil Unix seconds, inclusive. 0 is refused, never "for ever".
/// @param maxWei The most that all operations of the session may cost together, in wei.
/// @param maxOperationWei The most that one operation may cost, in wei; counted in steps of {SessionPaymaster.NOTE_STEP_WEI}.
/// @param generation The number of the paymaster's signer that signed.
struct Voucher {
    address account;
    bytes32 session;
    uint48 validAfter;
    uint48 validUntil;
    uint64 maxWei;
    uint64 maxOperationWei;
    uint32 generation;
}

/// @title VoucherHash
/// @notice EIP-712 struct hashes of vouchers.
library VoucherHash {
    bytes32 internal constant VOUCHER_TYPEHASH = keccak256(
        "Voucher(address account,bytes32 session,uint48 validAfter,uint48 validUntil,uint64 maxWei,uint64 maxOperationWei,"
        "uint32 generation)"
    );

    /// @dev The operation voucher: the sponsor's promise to pay one operation of an owner, bound to all its fields but the
    /// signatures. In `paymasterData`: `0x01 || validAfter (6) || validUntil (6) || signature (65)`.
    bytes32 internal constant OPERATION_VOUCHER_TYPEHASH = keccak256(
        "OperationVoucher(address account,uint256 nonce,bytes32 initCodeHash,bytes32 callDataHash,"
        "bytes32 accountGasLimits,uint256 preVerificationGas,bytes32 gasFees,bytes32 paymasterGasLimits,"
        "uint48 validAfter,uint48 validUntil,uint32 generation)"
    );

    /// @notice Hash of a session voucher. The struct has only static words, so it encodes as one.
    function hash(Voucher memory voucher) internal pure returns (bytes32) {
        return keccak256(abi.encode(VOUCHER_TYPEHASH, voucher));
    }

    /// @notice Hash of an operation voucher, by the signer of a generation.
    function hash(PackedUserOperation calldata op, uint48 from, uint48 to, uint32 by) internal pure returns (bytes32) {
        bytes memory what = abi.encode(OPERATION_VOUCHER_TYPEHASH, op.sender, op.nonce, keccak256(op.initCode));
        bytes memory gas = abi.encode(keccak256(op.callData), op.accountGasLimits, op.preVerificationGas, op.gasFees);
        bytes memory rest = abi.encode(bytes32(op.paymasterAndData[20:52]), from, to, by);
        return keccak256(bytes.concat(what, gas, rest));
    }
}
