// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev What the sponsor signs, computed a second time by the letter of EIP-712.
contract VoucherHashTest is StackTest {
    function testFuzz_hashVoucher_isItsEip712Hash(Voucher calldata voucher) public view {
        bytes32 typeHash = keccak256(
            "Voucher(address account,bytes32 session,uint192 nonceKey,uint48 validAfter,uint48 validUntil,uint96 maxWei,uint96 maxFeePerGas,uint96 maxPriorityFeePerGas)"
        );
        bytes memory head = abi.encode(
            typeHash, voucher.account, voucher.session, voucher.nonceKey, voucher.validAfter, voucher.validUntil
        );
        bytes memory tail = abi.encode(voucher.maxWei, voucher.maxFeePerGas, voucher.maxPriorityFeePerGas);
        assertEq(paymaster.hashVoucher(voucher), _digest(keccak256(bytes.concat(head, tail))), "digest");
    }

    function testFuzz_hashOperation_isItsEip712Hash(
        PackedUserOperation memory op,
        bytes32 gasLimits,
        bytes calldata data,
        uint48 from,
        uint48 to
    ) public view {
        op.paymasterAndData = abi.encodePacked(address(paymaster), gasLimits, data);
        bytes32 typeHash = keccak256(
            "OperationVoucher(address account,uint256 nonce,bytes32 initCodeHash,bytes32 callDataHash,bytes32 accountGasLimits,uint256 preVerificationGas,bytes32 gasFees,bytes32 paymasterGasLimits,uint48 validAfter,uint48 validUntil)"
        );
        bytes memory head = abi.encode(typeHash, op.sender, op.nonce, keccak256(op.initCode), keccak256(op.callData));
        bytes memory tail = abi.encode(op.accountGasLimits, op.preVerificationGas, op.gasFees, gasLimits, from, to);
        assertEq(paymaster.hashOperation(op, from, to), _digest(keccak256(bytes.concat(head, tail))), "digest");
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Hourglass SessionPaymaster"),
                keccak256("1"),
                block.chainid,
                address(paymaster)
            )
        );
        return MessageHashUtils.toTypedDataHash(domain, structHash);
    }
}
