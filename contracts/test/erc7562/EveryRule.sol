// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Coin} from "../support/Coin.sol";
import {Target} from "../support/Target.sol";
import {AllowListPolicy} from "../../src/examples/AllowListPolicy.sol";
import {CredentialPolicy} from "../../src/examples/CredentialPolicy.sol";
import {HolderPolicy} from "../../src/examples/HolderPolicy.sol";
import {Condition, Grant, Permission, Policy} from "../support/Grant.sol";
import {ValidationTrace} from "./ValidationTrace.sol";

/// @dev A session with rules of every kind, and calls that use each of them.
abstract contract EveryRule is ValidationTrace {
    bytes internal constant EVERY_HINT = hex"000102030401";

    Coin internal coin;
    HolderPolicy private _holder;
    AllowListPolicy private _allowList;
    CredentialPolicy private _credential;

    function setUp() public virtual override {
        super.setUp();
        coin = new Coin();
        coin.mint(address(account), 1);
        _holder = new HolderPolicy();
        _allowList = new AllowListPolicy();
        _credential = new CredentialPolicy();
    }

    /// @dev Verifying P-256 in Solidity needs more gas than the limit of most operations.
    function operation(Grant memory grant, bytes memory callData)
        internal
        view
        override
        returns (PackedUserOperation memory op)
    {
        op = super.operation(grant, callData);
        op.accountGasLimits = bytes32((uint256(5_000_000) << 128) | 1_000_000);
    }

    function time() internal view returns (uint32) {
        return uint32(vm.getBlockTimestamp());
    }

    /// @dev Spends against the session's cap; counts in hours, days and over the session; two rules for one function; conditions;
    /// all the policies of examples/.
    function everyRule() internal view returns (Grant memory grant) {
        grant = makeGrant();
        Permission[] memory all = new Permission[](5);
        (all[0], all[1]) = (grant.permissions[0], grant.permissions[1]);
        all[0].conditions = only(condition("1", "between", 0, 100));
        (all[1].period, all[1].limits) = ("day", limit("2", 500));
        all[2] = permit("play(uint256)");
        all[2].conditions = only(condition("1", "one of", 200, 300));
        (all[2].period, all[2].limits) = ("hour", limit("calls", 5));
        all[3] = permit("setLevel(int256)");
        all[3].conditions = only(condition("1", "between", uint256(int256(-5)), 5));
        all[3].policies = _policies(grant.validUntil);
        all[4] = permit("place(address,bytes4,bool,uint8)");
        (all[4].period, all[4].limits) = ("session", limit("calls", 5));
        grant.permissions = all;
    }

    function everyExecution() internal view returns (Execution[] memory calls) {
        bytes[6] memory data = [
            abi.encodeCall(Target.play, (5)),
            abi.encodeCall(Target.spend, (1, 3)),
            abi.encodeCall(Target.play, (200)),
            abi.encodeCall(Target.setLevel, (-3)),
            abi.encodeCall(Target.place, (address(1), bytes4(0), true, 1)),
            abi.encodeCall(Target.spend, (1, 4))
        ];
        calls = new Execution[](6);
        for (uint256 i = 0; i < 6; ++i) {
            calls[i] = Execution(address(target), 0, data[i]);
        }
    }

    function everyCall() internal view virtual returns (bytes memory) {
        return packed(everyExecution());
    }

    /// @dev Signed for a first operation of {everyCall}, which shows the voucher.
    function signShowing(PackedUserOperation memory op, Grant memory grant)
        internal
        view
        virtual
        returns (PackedUserOperation memory)
    {
        op.paymasterAndData = sponsored(voucherFor(grant));
        return signFirst(op, grant, EVERY_HINT, time(), signGrant(grant));
    }

    /// @dev A session that has already played.
    function begun() internal returns (Grant memory grant) {
        grant = everyRule();
        handle(signShowing(operation(grant, everyCall()), grant));
    }

    function _policies(uint48 validUntil) private view returns (Policy[] memory list) {
        list = new Policy[](3);
        list[0] = Policy(address(_holder), abi.encodePacked(coin, uint256(1)));
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(account))));
        list[1] = Policy(address(_allowList), abi.encodePacked(leaf));
        bytes memory signature = signSecp(THIEF_KEY, _credential.hashCredential(address(account), "member", validUntil));
        bytes memory config = abi.encodePacked(vm.addr(THIEF_KEY), bytes32("member"), validUntil, signature);
        list[2] = Policy(address(_credential), config);
    }
}
