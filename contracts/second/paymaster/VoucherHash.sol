// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {OperationVoucher, Voucher} from "./Voucher.sol";

/// @title VoucherHash
/// @notice EIP-712 struct hashes of what the sponsor signs.
library VoucherHash {
    bytes32 internal constant VOUCHER_TYPEHASH = keccak256(
        "Voucher(address account,bytes32 session,uint48 validAfter,uint48 validUntil,uint64 maxWei,uint64 maxOperationWei,"
        "uint32 generation)"
    );

    bytes32 internal constant OPERATION_VOUCHER_TYPEHASH = keccak256(
        "OperationVoucher(address account,uint256 nonce,bytes32 initCodeHash,bytes32 callDataHash,"
        "bytes32 accountGasLimits,uint256 preVerificationGas,bytes32 gasFees,bytes32 paymasterGasLimits,"
        "uint48 validAfter,uint48 validUntil,uint32 generation)"
    );

    /// @notice EIP-712 struct hash of a session voucher. The struct holds static words only, so it encodes as one.
    function hash(Voucher memory voucher) internal pure returns (bytes32) {
        return keccak256(abi.encode(VOUCHER_TYPEHASH, voucher));
    }

    /// @notice EIP-712 struct hash of a voucher for one operation.
    function hash(OperationVoucher memory voucher) internal pure returns (bytes32) {
        return keccak256(abi.encode(OPERATION_VOUCHER_TYPEHASH, voucher));
    }
}
