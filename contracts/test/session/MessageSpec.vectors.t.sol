// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SignerCheck} from "../../src/session/SignerCheck.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {VectorTest} from "../support/Vectors.sol";

/// @dev What is signed besides grants (session/test/vectors/messages.ts): revocations by owner and session key, session vouchers
/// and operation vouchers.
contract MessageSpecVectorsTest is VectorTest {
    string private constant VOUCHER_TYPE = string.concat(
        "Voucher(address account,bytes32 session,uint48 validAfter,uint48 validUntil,uint64 maxWei,",
        "uint64 maxOperationWei,uint32 generation)"
    );

    string private json;

    function setUp() public override {
        super.setUp();
        json = vm.readFile("session/vectors/messages.json");
        handle(readRow(0).operations[0].userOp);
    }

    function test_revoke_isTakenFromTheOwner() public {
        bytes32 session = _requireLive();
        assertEq(validator.hashRevoke(ACCOUNT, session), _word(".revoke.digest"), "digest");
        validator.revokeByOwner(ACCOUNT, session, _bytes(".revoke.ownerSignature"));
        assertTrue(validator.sessionOf(ACCOUNT, session).isEnded, "ended");
    }

    function test_revoke_isTakenFromTheSessionKey() public {
        bytes32 session = _requireLive();
        assertEq(_word(".revoke.rulesHash"), keccak256(readRow(0).rules), "hash of the rules");
        validator.revokeBySessionKey(
            ACCOUNT,
            _bytes(".revoke.key"),
            _word(".revoke.rulesHash"),
            vm.parseJsonAddress(json, ".revoke.paymaster"),
            uint192(vm.parseJsonUint(json, ".revoke.nonceKey")),
            _bytes(".revoke.sessionSignature")
        );
        assertTrue(validator.sessionOf(ACCOUNT, session).isEnded, "ended");
    }

    function test_revokeAll_isTakenFromTheOwner_inItsEpoch() public {
        bytes32 epoch = _word(".revokeAll.epoch");
        assertEq(validator.hashRevokeAll(ACCOUNT, epoch), _word(".revokeAll.digest"), "digest");
        bytes memory signature = _bytes(".revokeAll.ownerSignature");
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.RevokeAllWrongEpoch.selector, epoch, bytes32(0)));
        validator.revokeAllByOwner(ACCOUNT, epoch, signature);
        vm.prank(ACCOUNT);
        validator.onInstall("");
        assertEq(validator.epochOf(ACCOUNT), epoch, "the epoch of a first installation is known beforehand");
        validator.revokeAllByOwner(ACCOUNT, epoch, signature);
        assertEq(uint256(validator.epochOf(ACCOUNT)) >> 224, 2, "the next epoch");
    }

    function test_voucher_isTheSponsors() public view {
        Voucher memory voucher = abi.decode(vm.parseJsonType(json, ".voucher", VOUCHER_TYPE), (Voucher));
        (bytes32 digest, bytes memory signature) = (_word(".voucher.digest"), _bytes(".voucher.signature"));
        assertEq(paymaster.hashVoucher(voucher), digest, "digest");
        assertTrue(SignerCheck.isValidKeySignature(_sponsor(), digest, signature), "signature");
        bytes memory data = abi.encodePacked(uint8(0), voucher.validAfter, voucher.validUntil, voucher.maxWei);
        data = bytes.concat(data, abi.encodePacked(voucher.maxOperationWei, signature));
        assertEq(_bytes(".voucher.paymasterData"), data, "as an operation carries it");
        bytes memory shown = readRow(0).operations[0].userOp.paymasterAndData;
        assertEq(shown, abi.encodePacked(paymaster, uint128(100_000), uint128(0), data), "as the first one showed it");
    }

    function test_operationVoucher_isTheSponsors() public {
        PackedUserOperation memory op = _sponsoredOperation();
        (uint48 from, uint48 to) = (_time(".operationVoucher.validAfter"), _time(".operationVoucher.validUntil"));
        assertEq(paymaster.hashOperation(op, from, to), _word(".operationVoucher.digest"), "digest");
        bytes memory data = abi.encodePacked(uint8(1), from, to, _bytes(".operationVoucher.signature"));
        assertEq(_bytes(".operationVoucher.paymasterData"), data, "as the operation carries it");
        vm.prank(address(entryPoint));
        (, uint256 answer) = paymaster.validatePaymasterUserOp(op, bytes32(0), 1);
        assertEq(answer, (uint256(to) << 160) | (uint256(from) << 208), "taken, for its window");
    }

    function _sponsoredOperation() private view returns (PackedUserOperation memory) {
        bytes memory data = vm.parseJsonType(json, ".operationVoucher.userOp", USER_OP_TYPE);
        return abi.decode(data, (PackedUserOperation));
    }

    function _time(string memory key) private view returns (uint48) {
        return uint48(vm.parseJsonUint(json, key));
    }

    function _requireLive() private view returns (bytes32 session) {
        session = _word(".revoke.session");
        assertTrue(validator.sessionOf(ACCOUNT, session).isLive, "live");
    }

    function _sponsor() private view returns (bytes memory) {
        return abi.encodePacked(vm.parseJsonAddress(json, ".sponsor"));
    }

    function _word(string memory key) private view returns (bytes32) {
        return vm.parseJsonBytes32(json, key);
    }

    function _bytes(string memory key) private view returns (bytes memory) {
        return vm.parseJsonBytes(json, key);
    }
}
