// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../support/Grant.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev For whom and when a session voucher is valid, with random values, and what its bytes must be.
contract VoucherBindingTest is Sponsored {
    string private constant FAILED = "AA34 signature error";

    function test_fails_whenItIsForAnotherChain() public {
        Grant memory grant = makeGrant();
        bytes memory sponsorship = sponsored(voucherFor(grant));
        vm.chainId(block.chainid + 1);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsorship;
        expectFailed(signFirst(op, grant, hint(0)), "AA34 signature error");
    }

    function test_fails_whenItIsForAnotherPaymaster() public {
        bytes memory arguments = abi.encode("Hourglass", operator, vm.addr(SPONSOR_KEY), watcher, validator);
        SessionPaymaster other = SessionPaymaster(vm.deployCode(artifact("SessionPaymaster"), arguments));
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        expectFailed(_showing(grant, _data(voucher, signSecp(SPONSOR_KEY, other.hashVoucher(voucher)))), FAILED);
    }

    function testFuzz_fails_whenSomebodyElseSigned(uint256 key) public {
        Grant memory grant = makeGrant();
        expectFailed(showing(grant, voucherFor(grant), bound(key, 1, type(uint128).max)), FAILED);
    }

    /// @dev ecrecover returns zero for garbage, and zero is not the signer. Gas is estimated with such a stub: it takes the same
    /// path, writes the same note as a valid voucher, and returns the same window.
    function test_aStub_takesTheSamePath_andPaysNothing() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        PackedUserOperation memory stub = _showing(grant, _data(voucher, new bytes(65)));
        expectFailed(stub, FAILED);
        uint256 state = vm.snapshotState();
        uint256 no = _ask(stub);
        assertEq(noteOf(grant), voucher.maxOperationWei / paymaster.NOTE_STEP_WEI(), "noted");
        vm.revertToState(state);
        uint256 yes = _ask(showing(grant, voucher));
        assertEq(uint160(yes), 0, "a right one");
        assertEq(uint160(no), 1, "SIG_VALIDATION_FAILED");
        assertEq(no >> 160, yes >> 160, "the same window");
    }

    function testFuzz_itIsGood_inItsWindowOnly(uint48 at) public {
        Grant memory grant = makeGrant();
        grant.validUntil = uint48(vm.getBlockTimestamp() + 90);
        Voucher memory voucher = voucherFor(grant);
        voucher.validAfter = uint48(vm.getBlockTimestamp());
        voucher.validUntil = voucher.validAfter + 100;
        at = uint48(bound(at, voucher.validAfter - 10, voucher.validUntil + 10));
        PackedUserOperation memory op = showing(grant, voucher);
        vm.warp(at);
        if (at > grant.validUntil) expectFailed(op, "AA22 expired or not due");
        else if (at <= voucher.validAfter) expectFailed(op, "AA32 paymaster expired or not due");
        else handle(op);
    }

    /// @dev The latest possible end, 34,000 years from now; one more bit would be masked away, and leave "for ever".
    function test_window_mayEndWith40Bits() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        voucher.validUntil = 1 << 47;
        bytes4 invalid = SessionPaymaster.VoucherWindowInvalid.selector;
        bytes memory reason = abi.encodeWithSelector(invalid, voucher.validAfter, voucher.validUntil);
        expectUnpaid(showing(grant, voucher), reason);
        voucher.validUntil = type(uint40).max;
        handle(showing(grant, voucher));
    }

    function test_window_isNotEmpty() public {
        Voucher memory voucher = voucherFor(makeGrant());
        voucher.validAfter = voucher.validUntil;
        bytes4 invalid = SessionPaymaster.VoucherWindowInvalid.selector;
        bytes memory reason = abi.encodeWithSelector(invalid, voucher.validUntil, voucher.validUntil);
        expectUnpaid(showing(makeGrant(), voucher), reason);
    }

    function testFuzz_reverts_whenTheKindDoesNotFitTheLength(bytes1 kind) public {
        if (kind != 0x00) _expectMalformed(bytes.concat(kind, new bytes(93)), 94);
        if (kind != 0x01) _expectMalformed(bytes.concat(kind, new bytes(77)), 78);
    }

    /// @dev Each kind has one length: with one byte less or more it is not that kind.
    function test_reverts_whenAKindIsAByteTooShortOrTooLong() public {
        uint256[2] memory lengths = [uint256(94), 78];
        for (uint8 kind = 0; kind < 2; ++kind) {
            bytes memory short = bytes.concat(bytes1(kind), new bytes(lengths[kind] - 2));
            _expectMalformed(short, lengths[kind] - 1);
            _expectMalformed(bytes.concat(short, hex"0000"), lengths[kind] + 1);
        }
        Grant memory grant = makeGrant();
        bytes memory trailing = bytes.concat(sponsored(voucherFor(grant)), hex"00");
        bytes4 malformed = SessionPaymaster.PaymasterDataMalformed.selector;
        expectUnpaid(_showing(grant, trailing), abi.encodeWithSelector(malformed, 95));
    }

    function testFuzz_reverts_whenSomebodyButTheEntryPointAsks(address caller) public {
        vm.assume(caller != address(entryPoint));
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSignature("PaymasterUnauthorized(address)", caller));
        paymaster.validatePaymasterUserOp(op, bytes32(0), 0);
    }

    /// @dev The same for one operation, computed a second time following the text of EIP-712.
    function testFuzz_hashOperation_isItsEip712Hash(
        PackedUserOperation memory op,
        bytes32 limits,
        uint48 from,
        uint48 to
    ) public view {
        op.paymasterAndData = abi.encodePacked(address(paymaster), limits);
        bytes32 typeHash = keccak256(
            "OperationVoucher(address account,uint256 nonce,bytes32 initCodeHash,bytes32 callDataHash,bytes32 accountGasLimits,uint256 preVerificationGas,bytes32 gasFees,bytes32 paymasterGasLimits,uint48 validAfter,uint48 validUntil,uint32 generation)"
        );
        bytes memory head = abi.encode(typeHash, op.sender, op.nonce, keccak256(op.initCode), keccak256(op.callData));
        bytes memory tail = abi.encode(op.accountGasLimits, op.preVerificationGas, op.gasFees, limits, from, to);
        bytes32 structHash = keccak256(bytes.concat(head, tail, abi.encode(paymaster.generation())));
        assertEq(
            paymaster.hashOperation(op, from, to), keccak256(abi.encodePacked(hex"1901", _separator(), structHash))
        );
    }

    function _separator() private view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Hourglass"),
                keccak256("2"),
                block.chainid,
                address(paymaster)
            )
        );
    }

    /// @dev Asks account and paymaster as the EntryPoint does, and ignores what it does with the answers.
    function _ask(PackedUserOperation memory op) private returns (uint256 data) {
        bytes32 hash = entryPointHash(op);
        vm.startPrank(address(entryPoint));
        account.validateUserOp(op, hash, 0);
        (, data) = paymaster.validatePaymasterUserOp(op, hash, maxCostOf(op));
        vm.stopPrank();
    }

    function _expectMalformed(bytes memory data, uint256 length) private {
        bytes memory reason = abi.encodeWithSelector(SessionPaymaster.PaymasterDataMalformed.selector, length);
        expectUnpaid(_showing(makeGrant(), bytes.concat(credited(), data)), reason);
    }

    function _data(Voucher memory voucher, bytes memory signature) private view returns (bytes memory) {
        bytes memory head = abi.encodePacked(address(paymaster), uint128(300_000), uint128(0), hex"00");
        bytes memory terms =
            abi.encodePacked(voucher.validAfter, voucher.validUntil, voucher.maxWei, voucher.maxOperationWei);
        return bytes.concat(head, terms, signature);
    }

    function _showing(Grant memory grant, bytes memory paymasterAndData)
        private
        view
        returns (PackedUserOperation memory op)
    {
        op = operation(grant, callPlay(1));
        op.paymasterAndData = paymasterAndData;
        return signFirst(op, grant, hint(0));
    }
}
